import { createContext, useContext } from 'react'
import { type Hue, hues } from './theme.ts'

/** The colors of the mail that is written. */
const HueOfMail = createContext<Hue>(hues.slate)
export const HueProvider = HueOfMail.Provider
export const useHue = (): Hue => useContext(HueOfMail)
