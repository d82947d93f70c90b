import Dispatch
package import HandoffContracts
import Synchronization

/// Independent pieces of work, done side by side on the processors that there are.
///
/// What comes out does not depend on how many there are: every piece works on values of its own.
package enum ConcurrentWork {
  /// Whether a system has so many handoffs that something is gained.
  package static func isWorthwhile(for system: AgentSystem) -> Bool { system.handoffs.count >= 4_096 }

  /// So many elements of a long list are one piece of work.
  package static let pieceSize = 4_096

  /// The results of the pieces of a list, in their order.
  package static func results<Element: Sendable, Result: Sendable>(
    ofPiecesOf elements: [Element], _ piece: @Sendable (_ elements: ArraySlice<Element>) -> Result
  ) -> [Result] {
    results(of: (elements.count + pieceSize - 1) / pieceSize) { number in
      piece(elements.dropFirst(number * pieceSize).prefix(pieceSize))
    }
  }

  /// The results of some pieces, in the order of their numbers.
  ///
  /// - Parameters:
  ///   - count: How many pieces there are.
  ///   - isWorthwhile: False to do one after the other.
  ///   - piece: Does the piece of a number.
  /// - Returns: A result for each piece.
  package static func results<Result: Sendable>(
    of count: Int, where isWorthwhile: Bool = true, _ piece: @Sendable (_ number: Int) -> Result
  ) -> [Result] {
    guard count > 1, isWorthwhile else { return (0..<count).map(piece) }
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let result = piece(number)
      results.withLock { $0[number] = result }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }
}
