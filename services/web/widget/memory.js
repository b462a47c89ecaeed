// What the widget remembers of a visitor; a part of embed.js.

// By this page: a frame of another origin may keep nothing in some browsers.
function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Where nothing can be remembered, it holds for as long as the page is open.
  }
}
