internal import HandoffSchema

// Two declarations are equal when they say the same: where they were written does not count, and names
// are compared by code point as everything that comes from JSON.

extension AgentSystem: Equatable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    left.name.hasSameCodePoints(as: right.name) && same(left.entry, right.entry)
      && left.input == right.input && left.selection == right.selection && left.limits == right.limits
      && left.escalation == right.escalation
      && left.contracts == right.contracts && left.agents == right.agents
      && left.handoffs == right.handoffs && left.definitions == right.definitions
      && left.stores == right.stores && left.allowances == right.allowances
      && left.extensions == right.extensions && same(left.manifestSchema, right.manifestSchema)
      && left.schemaFiles == right.schemaFiles
  }
}

extension AgentSystem.Escalation: Equatable {
  /// Compares names by code point.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.required, .required): true
    case (.agents(let left), .agents(let right)): same(left, right)
    default: false
    }
  }
}

extension AgentSystem.RunLimit: Hashable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    left.handoffs == right.handoffs && same(left.onLimit, right.onLimit)
      && left.isImplied == right.isImplied && left.extensions == right.extensions
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(handoffs)
    hasher.combine(onLimit.map { ExactString($0) })
    hasher.combine(isImplied)
  }
}

extension Store: Hashable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    left.name.hasSameCodePoints(as: right.name) && left.layer == right.layer && left.merge == right.merge
      && left.extensions == right.extensions
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactString(name))
    hasher.combine(layer)
  }
}

extension Allowance: Equatable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    left.rule.hasSameCodePoints(as: right.rule) && same(left.at, right.at)
      && left.because.hasSameCodePoints(as: right.because) && left.extensions == right.extensions
  }
}

extension Contract: Equatable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    left.name.hasSameCodePoints(as: right.name) && same(left.version, right.version)
      && same(left.description, right.description) && left.output == right.output
      && left.failures == right.failures && same(left.failureTag, right.failureTag)
      && left.extensions == right.extensions
  }
}

extension FailureOutput: Equatable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    left.kind.hasSameCodePoints(as: right.kind) && same(left.description, right.description)
      && left.schema == right.schema && left.detectedBy == right.detectedBy
      && left.extensions == right.extensions
  }
}

func same(_ left: String?, _ right: String?) -> Bool {
  switch (left, right) {
  case (nil, nil): true
  case (let left?, let right?): left.hasSameCodePoints(as: right)
  default: false
  }
}

func same(_ left: [String], _ right: [String]) -> Bool {
  left.elementsEqual(right) { $0.hasSameCodePoints(as: $1) }
}

func same(_ left: [String]?, _ right: [String]?) -> Bool {
  switch (left, right) {
  case (nil, nil): true
  case (let left?, let right?): same(left, right)
  default: false
  }
}
