import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffTraffic

/// What is worked out once for many is what each of them would have got.
@Suite("Shared answers")
struct SharedAnswerTests {
  private static let systems = (0..<40).map { number in
    var source = RandomTraffic(seed: UInt64(9_000 + number))
    return source.system()
  }

  @Test
  func `handoffs share a number where the same is sent on them, and nowhere else`() {
    for system in Self.systems {
      let traffic = Traffic(system)
      for one in system.handoffIndices {
        for other in system.handoffIndices {
          let isShared = traffic.sendingsNumber(of: one) == traffic.sendingsNumber(of: other)
          #expect(isShared == (traffic.sendings(on: one) == traffic.sendings(on: other)))
        }
      }
      // What arrives at limits comes after what each agent sends by itself.
      var questions = traffic.questions
      for agent in system.agentIndices {
        let own = AgentSendingsBuilder.sendings(of: agent, in: system, traffic.structure, &questions)
        for handoff in traffic.index.handoffs(from: agent) {
          #expect(traffic.sendings(on: handoff).starts(with: own.byHandoff[handoff]))
        }
      }
    }
  }

  @Test
  func `the cargo that handoffs share is the one of each`() {
    for system in Self.systems {
      var traffic = Traffic(system)
      for handoff in system.handoffIndices where !traffic.structure.isRetry(handoff) {
        let plain = traffic.plainCargo(of: handoff)
        let shared = traffic.cargo(of: handoff)
        #expect(shared.deliveries == plain.deliveries)
        #expect(shared.omission == plain.omission)
      }
    }
  }

  @Test
  func `guards have one number where they are written alike, wherever they are kept`() {
    for system in Self.systems {
      var (forward, backward) = (Traffic(system).questions, Traffic(system).questions)
      func number(_ questions: inout PayloadQuestions, _ handoff: Int) -> SchemaNumber? {
        questions.schema(at: .guard(handoff: handoff))
      }
      let numbers = system.handoffs.indices.map { number(&forward, $0) }
      let others = system.handoffs.indices.reversed().map { number(&backward, $0) }
      for one in system.handoffs.indices {
        for other in system.handoffs.indices {
          let isAlike = system.handoffs[one].when == system.handoffs[other].when
          #expect((numbers[one] == numbers[other]) == isAlike)
          let reversed = (others[others.count - 1 - one], others[others.count - 1 - other])
          #expect((reversed.0 == reversed.1) == isAlike)
        }
      }
    }
  }

  @Test
  func `the usual payload is shown where it is not left out, and only there`() {
    var shown = 0
    var refused = 0
    for system in Self.systems {
      var questions = Traffic(system).questions
      let guards = system.handoffs.indices.compactMap { questions.schema(at: .guard(handoff: $0)) }
      let outputs = system.contracts.indices.compactMap { questions.schema(at: .output(contract: $0)) }
      guard let first = guards.first, let last = guards.last else { continue }
      for output in outputs {
        for number in guards {
          for set in [
            PayloadSet(base: output).avoiding([number]),
            PayloadSet(base: output).avoiding([first, number]).avoiding([last]),
            PayloadSet(base: output).matching(first).avoiding([number]),
          ] {
            let usual = questions.payload(of: set.whole)
            let isLeft = usual.map { questions.expression(set).isValid($0) } ?? false
            #expect(questions.usualPayload(of: set) == (isLeft ? usual : nil))
            if isLeft { shown += 1 } else { refused += 1 }
            if case .some(let payload) = questions.existence(in: set) {
              #expect(questions.expression(set).isValid(payload))
            }
          }
        }
      }
    }
    #expect(shown > 20)
    #expect(refused > 20)
  }

  @Test
  func `sets have one short key where they are the same`() {
    let numbers = ([0, 1, 2, 1 << 20] as [Int]).map { SchemaNumber(rawValue: $0) }
    var sets: [PayloadSet] = []
    for base in numbers.map({ Optional($0) }) + [nil] {
      sets.append(PayloadSet(base: base))
      for one in numbers {
        sets.append(PayloadSet(base: base).matching(one))
        for other in numbers { sets.append(PayloadSet(base: base).matching(one).matching(other)) }
      }
    }
    for one in sets {
      for other in sets { #expect((one.shortKey == other.shortKey) == (one == other)) }
    }
    #expect(PayloadSet(base: numbers[0]).avoiding([numbers[1]]).shortKey == nil)
    #expect(PayloadSet(base: SchemaNumber(rawValue: 1 << 21)).shortKey == nil)
  }

  @Test(arguments: [3, 8, 9, 40])
  func `a cargo has each delivery once, in the order of the first`(count: Int) {
    let deliveries = (0..<count).map {
      Delivery(cause: .output, set: PayloadSet(base: SchemaNumber(rawValue: $0)))
    }
    #expect(Cargo(deliveries + deliveries.reversed()).deliveries == deliveries)
    #expect(Cargo(deliveries.flatMap { [$0, $0, deliveries[0]] }).deliveries == deliveries)
  }
}
