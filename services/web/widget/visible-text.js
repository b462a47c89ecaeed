// What a visitor sees of a page; a part of embed.js.

const LONGEST_TEXT = 600;
const MOST_NODES = 2000;
const TYPED = "textarea, select, script, style, noscript, [contenteditable]:not([contenteditable=false])";

// What is seen of the marked part, and nothing that is typed there.
function visibleText(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let text = "";
  for (let count = 0; count < MOST_NODES && text.length < LONGEST_TEXT && walker.nextNode(); count++) {
    const { parentElement: around, data } = walker.currentNode;
    if (!data.trim() || around.closest(TYPED) || !around.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNodeContents(walker.currentNode);
    const { top, bottom } = range.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight) text += `${data} `;
  }
  return text.replace(/\s+/g, " ").trim().slice(0, LONGEST_TEXT);
}
