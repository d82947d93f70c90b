// What counts as evaluated, as a formula: derived from the same description (`SchemaApplication.telling`) as validation.
extension SchemaLowering {
  /// A location that is applied to the same value as another one, which asks what was evaluated.
  struct Speaker {
    var place: Place
    /// When the location's word counts.
    var condition: Formula
  }

  /// More locations than one value may have within each other lead in circles, and more of them altogether cost too much.
  static let speakerLimit = 4_096

  /// The locations whose word counts for `unevaluatedItems` or `unevaluatedProperties` of a location, which comes first;
  /// `nil` where there are too many.
  ///
  /// - Complexity: O(*n*) in the ways to apply locations to the value, with a stack of its own.
  mutating func speakers(for place: Place, _ component: Shape.Component) -> [Speaker]? {
    var result: [Speaker] = []
    var waiting = [Speaker(place: place, condition: .always)]
    while let speaker = waiting.popLast() {
      guard result.count < Self.speakerLimit, mayGoOn() else { return nil }
      result.append(speaker)
      let node = graph.nodes[speaker.place.node]
      let scope = speaker.place.scope
      let applications = node.applications { [scopes.target(of: $0, in: scope)] }
      for application in applications where application.isInPlace {
        let inner = self.place(of: application.schema, from: speaker.place)
        let counts = condition(of: application, at: inner, in: node, speaker.place, component)
        let condition = arena.and(speaker.condition, counts)
        if condition != .never { waiting.append(Speaker(place: inner, condition: condition)) }
      }
    }
    return result
  }

  /// Stands for what depends on too many locations.
  mutating func tooManySpeakers() -> Formula { arena.opaque(.combinationLimit(Self.speakerLimit)) }

  /// When the word of an applied schema counts, as far as the one that applies it can tell.
  private mutating func condition(
    of application: SchemaApplication, at inner: Place, in node: SchemaNode, _ outer: Place,
    _ component: Shape.Component
  ) -> Formula {
    switch application.telling {
    case .never: return .never
    case .always: return .always
    case .whereAccepted: return shape(of: inner)[component]
    case .whereConditionHolds, .whereConditionFails:
      guard let choice = node.logic?.condition else { return .never }
      let holds = shape(of: choice.condition, from: outer)[component]
      return application.telling == .whereConditionHolds ? holds : !holds
    case .wherePresent:
      // Of elements it says nothing.
      guard component == .object, case .valueWithMember(let name) = application.subject else { return .never }
      return arena.present(name)
    }
  }
}
