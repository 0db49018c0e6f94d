import { captionRoutes } from './captions.ts'
import { openRecordingRoutes } from './open-recordings.ts'
import { ownSessionMaterialRoutes } from './own-session-materials.ts'
import { sessionMaterialRoutes } from './session-materials.ts'
import { ownTitleRoutes, titleFileRoutes } from './titles.ts'
import { watchingRoutes } from './watching.ts'

export const materials = [
  openRecordingRoutes,
  ownTitleRoutes,
  titleFileRoutes,
  ownSessionMaterialRoutes,
  sessionMaterialRoutes,
  watchingRoutes,
  captionRoutes,
]
