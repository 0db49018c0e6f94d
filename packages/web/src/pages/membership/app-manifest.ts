import { assetPath } from '../../assets.ts'
import { definePages, why } from '../../forms/pages.ts'

/** `/organizer/app.webmanifest`: what the site is called and looks like where it's installed (https://www.w3.org/TR/appmanifest/). */
export const appManifest = definePages({ who: 'everyone' }, (app, { organizer }) => {
  app.page('/organizer/app.webmanifest', { audit: why.impersonal }, (c) => {
    const icon = (name: 'icon-192.png' | 'icon-512.png' | 'icon-cut.png', sizes: string, purpose: string) => ({
      ...{ src: assetPath(name), type: 'image/png', sizes, purpose },
    })
    const manifest = {
      id: '/',
      name: organizer.name,
      short_name: organizer.name.slice(0, 30),
      description: `Classes, webinars, breakouts, and conferences from ${organizer.name}.`,
      lang: 'en-US',
      start_url: '/account',
      scope: '/',
      display: 'minimal-ui',
      background_color: '#fdfcf8',
      theme_color: '#fdfcf8',
      icons: [
        icon('icon-192.png', '192x192', 'any'),
        icon('icon-512.png', '512x512', 'any'),
        icon('icon-cut.png', '512x512', 'maskable'),
      ],
      shortcuts: [
        { name: 'My events', url: '/account' },
        { name: 'All events', url: '/events' },
        { name: 'Store', url: '/store' },
      ],
    }
    return c.body(JSON.stringify(manifest), 200, {
      'Content-Type': 'application/manifest+json',
      'Cache-Control': 'public, max-age=3600',
    })
  })
})
