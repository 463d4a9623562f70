// What no page of ours holds: anything that could run, load, submit or move the reader elsewhere.

/** In the page, as the browser parsed it: each element or attribute that must not be there, as markup. */
export function foreign() {
  const forbidden = 'script, iframe, frame, object, embed, applet, base, form, input, button, link, audio, video, source, image, '
    + 'foreignObject, animate, animateTransform, set, template, noscript, '
    + 'meta[http-equiv]:not([http-equiv="Content-Security-Policy"])';
  const found = [...document.querySelectorAll(forbidden)].map((element) => element.outerHTML.slice(0, 200));
  const loading = ['src', 'srcset', 'href', 'xlink:href', 'action', 'formaction', 'data', 'poster', 'background', 'ping'];
  const within = ({value}) => value.startsWith('#') && document.getElementById(value.slice(1)) !== null;
  const embedded = ({ownerElement, name, value}) => ownerElement.localName === 'img' && name === 'src' && value.startsWith('data:image/');
  for (const element of document.querySelectorAll('*')) {
    for (const attribute of element.attributes) {
      const {name, value} = attribute;
      const loads = loading.includes(name) && !within(attribute) && !embedded(attribute);
      if (name === 'style' || name.startsWith('on') || loads) found.push(`${element.localName} ${name}="${value.slice(0, 200)}"`);
    }
  }
  return found;
}
