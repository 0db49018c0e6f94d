import { topic } from '@lectern/core/platform'
import * as z from 'zod'

/** A topic that takes any payload. */
export const topicOf = (name: string) => topic(name, z.record(z.string(), z.unknown()), { label: name })
