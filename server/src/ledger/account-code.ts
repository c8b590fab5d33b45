const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * Whether the code has an id in it. Products name the accounts of their things so (`escrow/goal/<id>`), and find them again by it: by
 * hand such an account is not opened, or a product would come to one that has no floor.
 */
export function namesThing(code: string): boolean {
  return ID.test(code);
}
