extension Evaluator {
  mutating func checkNumber(_ id: SchemaGraph.NodeID, _ number: JSONNumber, _ value: JSONValue) -> Bool {
    guard let numeric = nodes[id].numeric else { return true }
    let decimal = number.decimal
    var isValid = true
    if let divisor = numeric.exact.multipleOf, !decimal.isMultiple(of: divisor) {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "multipleOf", value, "a multiple of", numeric.multipleOf)
    }
    if let bound = numeric.exact.minimum, decimal < bound {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "minimum", value, "a number of at least", numeric.minimum)
    }
    if let bound = numeric.exact.maximum, bound < decimal {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "maximum", value, "a number of at most", numeric.maximum)
    }
    if let bound = numeric.exact.exclusiveMinimum, decimal <= bound {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "exclusiveMinimum", value, "a number greater than", numeric.exclusiveMinimum)
    }
    if let bound = numeric.exact.exclusiveMaximum, bound <= decimal {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "exclusiveMaximum", value, "a number less than", numeric.exclusiveMaximum)
    }
    return isValid
  }

  private mutating func refuseNumber(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ value: JSONValue, _ relation: String, _ bound: JSONNumber?
  ) {
    let shown = bound.map { JSONValue.number($0).literal } ?? ""
    refuse(id, keyword, found: found(value), allowed: "\(relation) \(shown)")
  }

  mutating func checkString(_ id: SchemaGraph.NodeID, _ text: String, _ value: JSONValue) -> Bool {
    guard let string = nodes[id].string else { return true }
    var isValid = true
    if string.minLength != nil || string.maxLength != nil {
      let length = text.unicodeScalars.count
      if let least = string.minLength, length < least {
        isValid = false
        if !isCollecting { return false }
        refuseLength(id, "minLength", length, value, "at least \(counted(least, "character"))")
      }
      if let most = string.maxLength, length > most {
        isValid = false
        if !isCollecting { return false }
        refuseLength(id, "maxLength", length, value, "at most \(counted(most, "character"))")
      }
    }
    if let pattern = string.pattern, !pattern.matches(text) {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "pattern", found: found(value), allowed: "text that matches \(pattern.source)")
    }
    if string.unreadPattern != nil { leaveOpen(id) }
    if string.formatAsserts, let name = string.format, let format = Format(named: name), !format.accepts(text)
    {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "format", found: found(value), allowed: format.phrase)
    }
    return isValid
  }

  private mutating func refuseLength(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ length: Int, _ value: JSONValue, _ allowed: String
  ) {
    refuse(
      id, keyword, found: "\(found(value)) of \(counted(length, "character"))", allowed: "text of \(allowed)")
  }
}
