import { fromEnv } from '@aws-sdk/credential-provider-env'

/** Lambda's credentials, which stand in the environment as long as the process lives. */
export const defaultProvider = (init) => fromEnv(init)
