extension Evaluator {
  mutating func checkNumber(_ id: SchemaGraph.NodeID, _ number: JSONNumber, _ value: JSONValue) -> Bool {
    guard let numeric = nodes[id].numeric else { return true }
    var isValid = true
    if let divisor = numeric.multipleOf, !number.decimal.isMultiple(of: divisor.decimal) {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "multipleOf", found: found(value), allowed: "a multiple of \(divisor.literal)")
    }
    if let bound = numeric.minimum, number < bound {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "minimum", found: found(value), allowed: "a number of at least \(bound.literal)")
    }
    if let bound = numeric.maximum, bound < number {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "maximum", found: found(value), allowed: "a number of at most \(bound.literal)")
    }
    if let bound = numeric.exclusiveMinimum, number <= bound {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "exclusiveMinimum", found: found(value), allowed: "a number greater than \(bound.literal)")
    }
    if let bound = numeric.exclusiveMaximum, bound <= number {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "exclusiveMaximum", found: found(value), allowed: "a number less than \(bound.literal)")
    }
    return isValid
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
