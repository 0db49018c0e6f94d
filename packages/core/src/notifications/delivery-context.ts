import type { MailContext } from '../mail/index.ts'
import type { RecordingContext } from '../materials/index.ts'
import type { PictureMaker } from '../pictures/index.ts'
import type { CheckoutContext } from '../registration/index.ts'

/** What acting on a topic works with: what orders need, what mails need, and the store that files are kept in or copied to. */
export type DeliveryContext = CheckoutContext &
  MailContext &
  RecordingContext & {
    /** Who copies pictures and takes them away; absent where there are none. */
    pictures?: (() => Promise<PictureMaker>) | undefined
  }
