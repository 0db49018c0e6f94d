import { encodeQR } from 'qr'

const [width, height] = [640, 480]

/** A film of a camera that is held at a QR code, as Chromium plays it for one (YUV4MPEG2: header, then frames of three planes). */
export const filmOfCode = (text: string): Buffer => {
  const modules = encodeQR(text, 'raw', { border: 4, ecc: 'medium' })
  const scale = Math.floor(height / modules.length)
  const brightness = Buffer.alloc(width * height, 255)
  for (let y = 0; y < modules.length * scale; y += 1) {
    for (let x = 0; x < modules.length * scale; x += 1) {
      if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)]) brightness[y * width + x] = 0
    }
  }
  const gray = Buffer.alloc((width * height) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness, gray])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame, frame])
}
