// A button with data-scan reads passes with the camera, writes each into the form's field, and sends the form. It stays on from
// one person to the next. Hidden where scripts don't run or there's no camera; the field takes typed text all the same.

import { decodeQR } from 'qr/decode.js'

type Detector = { detect: (source: CanvasImageSource) => Promise<{ rawValue: string }[]> }
type DetectorClass = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats: () => Promise<string[]>
}

/** Frames are looked at so often; more would warm the phone and find nothing sooner. */
const everyMilliseconds = 150
/** Wide enough for a code at arm's length, and little to look through. */
const frameWidth = 640

/** The browser's own reader where there is one, else ours. */
const openReader = async (): Promise<(video: HTMLVideoElement) => Promise<string | undefined>> => {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? []
  if (own && formats.includes('qr_code')) {
    const detector = new own({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue
  }
  const canvas = document.createElement('canvas')
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    canvas.width = frameWidth
    canvas.height = Math.round((frameWidth * video.videoHeight) / video.videoWidth)
    drawing?.drawImage(video, 0, 0, canvas.width, canvas.height)
    const image = drawing?.getImageData(0, 0, canvas.width, canvas.height)
    try {
      return image && decodeQR(image)
    } catch {
      // Most frames hold no code.
      return undefined
    }
  }
}

const scan = async (button: HTMLButtonElement, form: HTMLFormElement, field: HTMLInputElement): Promise<void> => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  const video = document.createElement('video')
  Object.assign(video, {
    srcObject: stream,
    muted: true,
    playsInline: true,
    className: 'door-video',
    ariaLabel: 'Camera',
  })
  button.replaceWith(video)
  await video.play()
  const read = await openReader()
  const look = async (): Promise<void> => {
    const text = video.videoWidth > 0 ? await read(video).catch(() => undefined) : undefined
    if (text === undefined) {
      setTimeout(look, everyMilliseconds)
      return
    }
    for (const track of stream.getTracks()) track.stop()
    field.value = text.slice(0, field.maxLength)
    // So that it's on again for the next person.
    const camera = document.createElement('input')
    Object.assign(camera, { type: 'hidden', name: 'camera', value: 'on' })
    form.append(camera)
    form.requestSubmit()
  }
  await look()
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-scan]')) {
  const form = button.form
  const field = form?.elements.namedItem('pass')
  if (!form || !(field instanceof HTMLInputElement) || navigator.mediaDevices === undefined) continue
  const start = () =>
    scan(button, form, field).catch(() => {
      button.textContent = 'The camera can’t be used here. Type the pass instead'
      field.focus()
    })
  button.hidden = false
  button.addEventListener('click', start)
  if (button.dataset.scan === 'on') start()
}
