export function checkPlatform(..._: unknown[]) {
  return [];
}
