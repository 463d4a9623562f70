// Text and marks inside the drawings, which axe does not look into: as drawn, in light, dark and forced colours.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {colour, contrast, over} from './support/contrast.mjs';
import {open} from './support/chromium.mjs';
import {pages} from './support/pages.mjs';

const TEXT = 4.5, MARK = 3;

// Shapes that only help the eye: ranges, grid lines, means, the track of a bar, the hollow sign for a missing value, the area
// between two lines; and the middle steps of the answers 1 to 5, in bars and legends, whose number stands in them or beside.
const decoration = '.band, .track, .gr, .mean, .gap, .open, .a2, .a3, .a4, .l2, .l3, .l4, .l7';

/**
 * In the page: every text and every mark of the drawings, {what, colour, under: colours below it, nearest first}.
 * What a shape shows is its fill, or its stroke where it has no fill or is hollow.
 */
function drawn(decoration) {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const shapes = 'rect, circle, ellipse, path, polygon, polyline, line';
  const seen = (style) => style.visibility === 'visible' && Number(style.opacity) > 0;
  const withAlpha = (colour, alpha) => (Number(alpha) === 1 ? colour : colour.replace(/^rgb\(([^)]*)\)$/, `rgba($1, ${alpha})`));
  const paints = (style) => [[style.fill, style.fillOpacity], [style.stroke, style.strokeOpacity]]
    .filter(([paint, alpha]) => paint.startsWith('rgb') && Number(alpha) > 0).map(([paint, alpha]) => withAlpha(paint, alpha));

  /** Colours below a text, from its middle down to the page. */
  const below = (text) => {
    const {left, top, width, height} = text.getBoundingClientRect();
    window.scrollTo(0, top + window.scrollY - innerHeight / 2);
    const box = text.getBoundingClientRect();
    const stack = document.elementsFromPoint(left + width / 2, box.top + height / 2);
    const under = stack.slice(stack.indexOf(text) + 1).flatMap((element) => {
      const style = getComputedStyle(element);
      if (element.matches(shapes) && seen(style)) return style.fill.startsWith('rgb') ? [withAlpha(style.fill, style.fillOpacity)] : [];
      return element.matches('svg, svg *') ? [] : [style.backgroundColor];
    });
    return under;
  };

  const page = getComputedStyle(document.body).backgroundColor;
  const texts = [], marks = [];
  for (const element of document.querySelectorAll('svg text, svg tspan')) {
    if (element.getBoundingClientRect().width === 0) continue;
    texts.push({what: `"${element.textContent}"`, colour: getComputedStyle(element).fill, under: [...below(element), page]});
  }
  for (const element of document.querySelectorAll('svg')) {
    for (const shape of element.querySelectorAll(shapes)) {
      const style = getComputedStyle(shape);
      if (shape.matches(decoration) || !seen(style)) continue;
      const colours = paints(style);
      if (colours.length) marks.push({what: `${shape.localName}.${shape.getAttribute('class')}`, colours, under: [page]});
    }
  }
  return {texts, marks};
}

/** The colour that is seen below: everything that is not opaque laid over what follows. */
const ground = (under) => under.map(colour).reduceRight((below, above) => over(above, below), [255, 255, 255, 1]);

const views = [
  {scheme: 'light'}, {scheme: 'dark'}, {scheme: 'light', forcedColors: 'active'}, {scheme: 'dark', forcedColors: 'active'},
];
for (const view of views) {
  const how = view.forcedColors ? `forced colours on ${view.scheme}` : view.scheme;
  for (const {name, path, main} of pages.filter((one) => one.main || one.layout)) {
    test(`${name}: text in drawings can be read, ${how}`, async () => {
      const {page} = await open(path, view);
      const {texts} = await page.evaluate(drawn, decoration);
      if (main) assert.notEqual(texts.length, 0);
      const faint = texts.map((text) => ({...text, ratio: contrast(over(colour(text.colour), ground(text.under)), ground(text.under))}))
        .filter(({ratio}) => ratio < TEXT);
      assert.deepEqual(faint.map(({what, ratio}) => `${what}: ${ratio.toFixed(2)}`), []);
    });
    test(`${name}: marks in drawings stand out, ${how}`, async () => {
      const {page} = await open(path, view);
      const {marks} = await page.evaluate(drawn, decoration);
      if (main) assert.notEqual(marks.length, 0);
      const ratio = ({colours, under}) => Math.max(...colours.map((one) => contrast(over(colour(one), ground(under)), ground(under))));
      const faint = marks.map((mark) => ({what: mark.what, ratio: ratio(mark)})).filter((mark) => mark.ratio < MARK);
      assert.deepEqual([...new Set(faint.map((mark) => `${mark.what}: ${mark.ratio.toFixed(2)}`))], [],
                       'drawing_test.mjs: a shape that only helps the eye gets its class into `decoration`');
    });
  }
}

test('in forced colours, words and lines of the drawings take the colour that the reader chose for text', async () => {
  const {page} = await open(pages[0].path, {forcedColors: 'active', scheme: 'dark'});
  const colours = await page.evaluate(() => {
    const paint = {text: 'fill', '.ln': 'stroke', '.end': 'fill'};
    return Object.entries(paint).map(([what, property]) => [what, ...new Set([...document.querySelectorAll(`svg ${what}`)]
      .map((element) => getComputedStyle(element)[property]))]);
  });
  const chosen = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('p'));
    return getComputedStyle(probe).color; // CanvasText
  });
  assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
  assert.deepEqual(colours, [['text', chosen], ['.ln', chosen], ['.end', chosen]]);
});
