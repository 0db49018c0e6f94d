import { encodeQR } from 'qr'

/** The modules of a QR code, row by row, dark ones `true`, without the light margin that it needs around it. */
export const qrModules = (text: string): boolean[][] =>
  encodeQR(text, 'raw', { border: 1, ecc: 'medium' })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))
