import HandoffSchema
import Testing

@testable import HandoffFuzzing

/// A sighting that a test puts together by hand: by default a crash on a payload with one member broken.
struct Sighted {
  var failureClass = FailureClass.crash
  var operation: MutationOperator?
  var member: String?
  /// The signature, reason or member that tells it apart.
  var place = ""
  var otherPlace: String?
  var loss: Judge.Judgement.Loss?
  var standing = Judge.Standing.broken
  var content = HandoffCase.Content.payload("a")
  /// Values of two types, or of one.
  var became: JSONValue = "b"
  var goal = CaseGoal.given
  var before: [HandoffCase.Content] = []
  var answer = ConsumerAnswer.accepted(answer: nil, understood: nil)

  /// A broken payload that was accepted.
  static func accepted(_ operation: MutationOperator, _ member: String) -> Self {
    Self(failureClass: .silentAcceptance, operation: operation, member: member, place: member)
  }

  /// A crash on a payload that keeps the contract.
  static func crashed(_ signature: String, _ standing: Judge.Standing = .valid) -> Self {
    Self(place: signature, standing: standing)
  }

  func sighting(_ index: Int) -> Sighting {
    let mutation = operation.map {
      Mutation(operation: $0, pointer: .root, was: "a", became: became)
    }
    var built = BuiltCase(given: content, mutation: mutation)
    built.goal = goal
    built.before = before
    var judgement = Judge.Judgement(
      failureClass: failureClass, explanation: "", place: place, otherPlace: otherPlace)
    judgement.loss = loss
    return Sighting(
      built: built, judgement: judgement, answer: answer, standing: standing, member: member, index: index,
      before: .init())
  }
}

extension CauseBook {
  /// A book of sightings, numbered in order.
  static func of(_ sightings: [Sighted], tried: Int = 0, refused: Int = 0) -> CauseBook {
    var book = CauseBook()
    for (index, item) in sightings.enumerated() { book.add(item.sighting(index)) { $0.judgement } }
    for number in 0..<tried { book.noteBroken(isRefused: number < refused) }
    return book
  }
}
