/** How clients reach a stand-in on this machine; nothing when there is none, and the service itself is meant. */
export const localClient = (endpoint: string | undefined, region = 'local') =>
  endpoint ? { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}
