import type { NewBundle, NewProduct } from '@lectern/core/catalog'
import type * as z from 'zod'

/** Samples as an admin would send them. */
export type SampleTitle = z.input<typeof NewProduct> & { slug: string }
export type SampleBundle = z.input<typeof NewBundle> & { slug: string }

type SampleFormat = SampleTitle['formats'][number]

export const paperback = (priceCents: number): SampleFormat => ({ name: 'Paperback', type: 'physical', priceCents })
export const eBook = (priceCents: number): SampleFormat => ({ name: 'E-book', type: 'download', priceCents })
export const audio = (priceCents: number): SampleFormat => ({ name: 'Audio', type: 'download', priceCents })
export const download = (priceCents: number): SampleFormat => ({ name: 'Download', type: 'download', priceCents })
export const video = (priceCents: number): SampleFormat => ({ name: 'Recording', type: 'download', priceCents })
