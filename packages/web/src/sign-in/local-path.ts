/**
 * Where to go after signing in: a path on this site, or `/` when what was asked for is not one. Addresses elsewhere
 * must not pass in any disguise: `//host`, `/\host`, `/.//host`, control characters that browsers drop.
 */
export const localPath = (text: string | undefined): string => {
  if (text === undefined || text.length > 1000 || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(text)) return '/'
  const here = 'http://site.invalid'
  const url = URL.canParse(text, here) ? new URL(text, here) : undefined
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/'
  // Nobody wants to go back to signing in, or straight out again.
  return /^\/sign-(in|out)/.test(url.pathname) ? '/' : `${url.pathname}${url.search}${url.hash}`
}
