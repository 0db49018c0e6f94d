import { lambda } from './function.ts'
import { onPictures, storage } from './storage.ts'

/**
 * Makes pictures, asked by other functions and by nobody else. It unpacks what people upload, so it may do least: no table, no
 * secret, no address of its own, and of the bucket only where pictures lie. A picture is one burst of computing.
 */
export const pictures = lambda('Pictures', {
  entry: 'pictures',
  description: 'Covers and uploaded pictures, made once',
  memory: '1024 MB',
  timeout: '15 seconds',
  environment: { MATERIALS_BUCKET: storage.bucketName },
  permissions: onPictures,
  install: ['sharp'],
})

/** For a function that asks for pictures. */
export const askPictures = {
  environment: { PICTURES_FUNCTION: pictures.name },
  permission: { actions: ['lambda:InvokeFunction'], resources: [pictures.arn] },
}
