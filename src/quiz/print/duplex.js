// Breaks each part into pages itself, a little shorter than the paper's, and adds an empty page after an odd number.
addEventListener('load', () => {
  const ruler = document.createElement('div');
  ruler.style.cssText = 'position:absolute;visibility:hidden;width:100mm;height:255mm';
  document.body.append(ruler);
  const page = ruler.getBoundingClientRect().height;
  ruler.remove();
  document.body.style.width = '178mm';
  document.body.style.maxWidth = 'none';
  const parts = [...document.querySelectorAll('section')];
  for (const part of parts) {
    let pages = 1;
    let top = part.getBoundingClientRect().top;
    for (const block of part.querySelectorAll('header, p.how, p.key, ol.questions > li, tr, .sheet')) {
      const box = block.getBoundingClientRect();
      if (box.bottom - top > page && box.top > top) {
        block.style.breakBefore = 'page';
        pages += 1;
        top = box.top;
      }
      const over = Math.ceil(box.height / page) - 1;
      pages += over;
      top += over * page;
    }
    if (pages % 2 === 1 && part !== parts[parts.length - 1]) {
      part.insertAdjacentHTML('afterend', '<section class="empty">&#160;</section>');
    }
  }
});
