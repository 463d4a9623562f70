// Contrast as WCAG 2.2 defines it: relative luminance, and the ratio of the lighter to the darker.

/** "#rgb", "#rrggbb", "rgb(r, g, b)" or "rgba(r, g, b, a)" as [r, g, b, a], 0 to 255 and 0 to 1; else an error. */
export function colour(text) {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim());
  if (hex) {
    const digits = hex[1].length === 3 ? [...hex[1]].map((digit) => digit + digit).join('') : hex[1];
    return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)).concat(1);
  }
  const parts = /^rgba?\(([^)]+)\)$/.exec(text.trim());
  if (!parts) throw new Error(`not a colour: ${text}`);
  const [r, g, b, a = 1] = parts[1].split(/[,/ ]+/).filter(Boolean).map(Number);
  return [r, g, b, a];
}

/** What is seen of a colour that lies over an opaque one. */
export const over = ([r, g, b, a], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a)).concat(1);

function luminance([r, g, b]) {
  const [lr, lg, lb] = [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb;
}

/** 1 (equal) to 21 (black on white). */
export function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
