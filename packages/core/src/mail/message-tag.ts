/** The provider's tag that holds a message's key, so that its reports find the mail's record. */
export const messageTag = 'message'

/** A key as a tag can hold it: letters, digits, `-` and `_` (resend.com/docs/dashboard/emails/tags). */
export const tagOf = (key: string): string => Buffer.from(key, 'utf8').toString('base64url')

export const keyOfTag = (tag: string): string => Buffer.from(tag, 'base64url').toString('utf8')
