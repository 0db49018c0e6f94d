/** Finds no fault: ElectroDB's models are checked whenever the tests run, with the real one. */
class Validator {
  constructor() {
    this.schemas = {}
  }
  addSchema() {}
  validate() {
    return { valid: true, errors: [] }
  }
}
Validator.prototype.customFormats = {}

module.exports = { Validator }
