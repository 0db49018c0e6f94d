/** Whom passkeys are for. `id` is a host name: a passkey made for it works on no other (WebAuthn, 4, "RP ID"). */
export type RelyingParty = { id: string; name: string; origins: string[] }

/**
 * The site as browsers know it for passkeys. They take no IP address for a name, so on one's own machine passkeys work at
 * `localhost`, on the same port.
 */
export const relyingParty = (siteUrl: string): RelyingParty => {
  const url = new URL(siteUrl)
  if (/^127(\.\d+){3}$|^\[::1\]$/.test(url.hostname)) url.hostname = 'localhost'
  return { id: url.hostname, name: url.hostname, origins: [url.origin] }
}
