class Service {
  constructor() {
    throw new Error('ElectroDB services are not in the bundle: see bundling.mjs')
  }
}

module.exports = { Service }
