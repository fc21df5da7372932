// What tests ask of a page, evaluated in it: the answers are JSON.

globalThis.mail = {
  /** The texts that stick out of the window, and the page itself where it scrolls sideways. */
  beyondTheEdge() {
    const width = document.documentElement.clientWidth;
    const out = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    for (const text of texts()) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right } = range.getBoundingClientRect();
      if (right > width + 1 || left < -1) out.push(text.textContent);
    }
    return out;
  },

  widestText() {
    const blocks = [...document.querySelectorAll('p, h1, h2, h3, li')];
    return Math.max(...blocks.map((block) => block.getBoundingClientRect().width));
  },

  /** The smallest size of visible text, and the share of characters under 14 px. */
  textSizes() {
    const sizes = texts()
      .filter((text) => text.textContent.trim() !== '' && text.parentElement.checkVisibility())
      .map((text) => ({
        size: Number.parseFloat(getComputedStyle(text.parentElement).fontSize),
        length: text.textContent.trim().length,
      }));
    const characters = (some) => some.reduce((sum, one) => sum + one.length, 0);
    return {
      smallest: Math.min(...sizes.map((one) => one.size)),
      small: characters(sizes.filter((one) => one.size < 14)) / characters(sizes),
    };
  },

  /** Red, green and blue of what is behind the first heading. */
  ground() {
    for (let element = document.querySelector('h1'); element !== null; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return colour.match(/\d+/g).map(Number);
    }
    return [255, 255, 255];
  },

  visibleText() {
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is in the text, and not to be seen
    return document.body.innerText.replace(/\s+/g, ' ').trim();
  },

  headingLooks() {
    return [...document.querySelectorAll('h1, h2, h3')].map((heading) => {
      const { fontSize, fontWeight, fontFamily, color } = getComputedStyle(heading);
      return `${fontSize} ${fontWeight} ${fontFamily} ${color}`;
    });
  },

  pictureSizes() {
    return [...document.images].map(({ width, height }) => ({ width, height }));
  },

  /** What axe finds serious or critical, of the whole page or by one rule. */
  async seriousFindings(rule) {
    const only = rule === undefined ? {} : { runOnly: [rule] };
    const { violations } = await axe.run({ ...only, resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  },
};

function texts() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}
