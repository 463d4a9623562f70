// How sentences end and where lines break: no two points, and no line that ends inside a number, its unit or a date in Chinese.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {languagePages} from './support/pages.mjs';

/** In the page: two points that are no ellipsis, with the words around them. */
const twoPoints = () => [...document.body.innerText.matchAll(/.{0,30}(?<!\.)\.\.(?!\.).{0,30}/g)].map(([text]) => text);

for (const {name, path} of languagePages) {
  test(`${name}: no sentence ends in two points`, async () => {
    const {page} = await open(path);
    await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
    assert.deepEqual(await page.evaluate(twoPoints), []);
  });
}

/** In the page, with every table unfolded: numbers with their unit, and dates, that stand on two lines. */
function torn() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const joiner = '\u2060?';
  const units = ['秒', '分鐘', '分钟', '小時', '小时', '天', '個百分點', '个百分点', '年', '月', '日', '週', '周']
    .map((unit) => [...unit].join(joiner)).join('|');
  const value = new RegExp(`[0-9]+(?:[.,][0-9]+)*${joiner}\\u00a0?${joiner}(?:${units})`, 'g');
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('svg, .hidden, .skip, bdi')) continue;
    for (const match of node.data.matchAll(value)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const boxes = [...range.getClientRects()].filter(({width}) => width > 0.5);
      if (boxes.some(({top}) => top - boxes[0].top > 4)) found.push(node.data.slice(Math.max(0, match.index - 10), match.index + 15));
    }
  }
  return found;
}

const chinese = languagePages.filter(({language}) => language.startsWith('zh'));
for (const width of [1280, 700, 390, 320]) {
  for (const {name, path} of chinese) {
    test(`${name}: numbers stay with their units, ${width} px`, async () => {
      const {page} = await open(path, {width, height: 844});
      assert.deepEqual(await page.evaluate(torn), []);
    });
  }
}

for (const width of [1280, 390, 320]) {
  for (const {name, path} of languagePages) {
    test(`${name}: the value of a card stands on one line, ${width} px`, async () => {
      const {page} = await open(path, {width, height: 844});
      const lines = await page.evaluate(() => [...document.querySelectorAll('.value')].map((value) => {
        const range = document.createRange();
        range.selectNodeContents(value);
        return [value.textContent, new Set([...range.getClientRects()].map(({top}) => Math.round(top))).size];
      }));
      assert.deepEqual(lines.filter(([, count]) => count > 1), []);
    });
  }
}

test('the test is alive: a narrow place without joiners tears durations', async () => {
  const {page} = await open(chinese[0].path);
  await page.evaluate(() => {
    document.body.innerHTML = '<p lang="zh-Hant">首次回應 12 分鐘，13 分鐘，14分鐘。End..</p>';
    document.body.firstChild.attributeStyleMap.set('width', CSS.px(20));
  });
  assert.ok((await page.evaluate(torn)).length > 0);
  assert.equal((await page.evaluate(twoPoints)).length, 1);
});
