import { countedAs, lastForwarded } from '@lectern/core/identity'

/** Who asks, for counting; nobody where no front says so, as on one's own machine. */
export const clientAddressOf = (request: Request): string | undefined => {
  const address = lastForwarded(request.headers.get('x-forwarded-for'))
  return address === undefined ? undefined : countedAs(address)
}
