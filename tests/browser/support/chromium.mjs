// One Chromium and one tab for all tests, and everything that a page did while it was open.
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {chromiumPath} from './settings.mjs';

// What a browser does on its own behalf (updates, synchronisation) is switched off: a request is then the page's.
const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
               '--disable-sync'];

let browser, tab;
let url = '';    // of the page that is open
let seen = [];   // what it did that a page of ours must not do, as sentences

/** In every frame, before anything of the page: what an executed payload would call, and what a policy reports. */
function watchWindow() {
  const tell = window.csreportSaw;
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { tell(`executed ${name}`); return null; };
  document.addEventListener('securitypolicyviolation', (event) => tell(`violated ${event.effectiveDirective} ${event.blockedURI}`));
}

async function openTab() {
  browser = await chromium.launch({executablePath: chromiumPath, headless: true, chromiumSandbox: false, args: QUIET});
  const context = await browser.newContext({locale: 'en-GB', timezoneId: 'UTC'});
  await context.exposeBinding('csreportSaw', (_, what) => { seen.push(what); });
  await context.addInitScript(watchWindow);
  const page = await context.newPage();
  let loads = 0;
  context.on('request', (request) => {
    if (request.url() === url && request.isNavigationRequest() && loads++ === 0) return;
    seen.push(`requested ${request.url()}`);
  });
  context.on('page', (other) => seen.push(`opened ${other.url()}`));
  page.on('console', (message) => seen.push(`logged ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`failed: ${error.message}`));
  page.on('dialog', (dialog) => { seen.push(`asked ${dialog.message()}`); dialog.dismiss(); });
  page.on('download', (download) => seen.push(`downloaded ${download.url()}`));
  page.on('framenavigated', (frame) => { if (frame.url() !== url) seen.push(`went to ${frame.url()}`); });
  return {page, forget() { loads = 0; }};
}

/**
 * Opens a file in the tab: {page, seen}. `seen` grows as long as the page is open, and is empty for a page that neither logs,
 * fails, asks, executes, goes elsewhere nor requests anything but itself. The view holds until the next call.
 */
export async function open(path, {width = 1280, height = 900, scheme = 'light', forcedColors = 'none', media = 'screen'} = {}) {
  tab ??= await openTab();
  const {page} = tab;
  await page.setViewportSize({width, height});
  await page.emulateMedia({colorScheme: scheme, forcedColors, media});
  tab.forget();
  url = pathToFileURL(path).href;
  seen = [];
  await page.goto(url, {waitUntil: 'load'});
  return {page, seen};
}

/** The browser's version; empty when no test needed it. */
export const version = () => browser?.version() ?? '';

export async function close() {
  await browser?.close();
  browser = tab = undefined;
}
