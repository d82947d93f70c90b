internal import HandoffSchema

extension Agent: Equatable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    left.name.hasSameCodePoints(as: right.name) && left.kind == right.kind && same(left.task, right.task)
      && left.accepts == right.accepts && same(left.produces, right.produces)
      && left.finishes == right.finishes && left.selection == right.selection && left.join == right.join
      && same(left.tools, right.tools) && same(left.reads, right.reads) && same(left.writes, right.writes)
      && left.contextTokens == right.contextTokens && left.seconds == right.seconds
      && left.onInvalid == right.onInvalid && left.observes == right.observes
      && left.limit == right.limit && left.limitResets == right.limitResets
      && left.limitIsImplied == right.limitIsImplied
      && left.preserves == right.preserves && left.adds.elementsEqual(right.adds, by: ==)
      && left.copies.elementsEqual(right.copies, by: ==)
      && runsAlike(left, right)
      && left.extensions == right.extensions
  }

  private static func runsAlike(_ left: Self, _ right: Self) -> Bool {
    same(left.command, right.command) && same(left.cwd, right.cwd)
      && left.isNondeterministic == right.isNondeterministic
      && left.env.elementsEqual(right.env) { one, other in
        one.name.hasSameCodePoints(as: other.name) && one.value.hasSameCodePoints(as: other.value)
      }
  }
}

extension Agent.Acceptance: Hashable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.contract(let left), .contract(let right)): left.hasSameCodePoints(as: right)
    case (.schema(let left), .schema(let right)): left == right
    default: false
    }
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .contract(let name): hasher.combine(ExactString(name))
    case .schema(let schema): hasher.combine(schema)
    }
  }
}
