// Where the service is, as this file was found: it may be served under a path.

const ROOT = new URL("../../", import.meta.url);

// The address of one of the service's paths, such as "/health".
export function at(path) {
  return new URL(`.${path}`, ROOT);
}
