/**
 * Tells an operator what happened: one event, in words that do not vary, with what varies as fields.
 * Fields are ids and numbers: no address, name, code, token or secret.
 */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: Record<string, string | number | boolean | undefined>,
) => void
