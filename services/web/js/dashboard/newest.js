// Of several requests for one place, only the newest is shown.

// Gives a function like `ask` whose answer is null where it was asked again meanwhile.
export function newest(ask) {
  let last = 0;
  return async (...args) => {
    const mine = ++last;
    const found = await ask(...args);
    return mine === last ? found : null;
  };
}
