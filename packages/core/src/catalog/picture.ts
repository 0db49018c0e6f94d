import * as z from 'zod'

const part = z.number().min(0).max(1)

/** A picture that an organizer uploaded, as it's kept with its thing; the file itself lies in the bucket. */
export const UploadedPicture = z.strictObject({
  id: z.string().max(60),
  width: z.int().min(1).describe('Pixels, as it’s kept.'),
  height: z.int().min(1),
  focus: z
    .strictObject({ x: part, y: part })
    .describe('What stays in view where it’s cropped: 0 is left or top, 1 is right or bottom.'),
})
export type UploadedPicture = z.infer<typeof UploadedPicture>

export type WithPicture = { picture?: UploadedPicture | undefined }
