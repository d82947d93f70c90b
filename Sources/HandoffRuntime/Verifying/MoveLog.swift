import HandoffContracts
import HandoffSchema

/// The handoffs of all runs in the order in which they were taken, and where each is recorded.
///
/// One array for all of them, in which each knows the one before it in its run: two arrays for each of a million short
/// runs would take several times as much.
struct MoveLog {
  /// The number of a move, from 1; 0 is none.
  typealias Number = UInt32

  private struct Move {
    var previous: Number
    var handoff: HandoffIndex
    var line: UInt32
    /// One more than the index of a file; 0 where nothing is known, ``MoveLog/elsewhere`` where more than that is.
    var file: UInt32
  }

  private static let elsewhere = UInt32.max

  private var moves: [Move] = []
  private var files: [String] = []
  private var fileNumbers: [ExactString: UInt32] = [:]
  /// Locations that are more than a file and a line.
  private var locations: [Number: SourceLocation] = [:]

  /// Adds a move to a run; `nil` where there is no room for any more.
  mutating func append(_ handoff: HandoffIndex, after previous: Number, at location: SourceLocation?)
    -> Number?
  {
    guard moves.count < Number.max - 1 else { return nil }
    let number = Number(moves.count + 1)
    var move = Move(previous: previous, handoff: handoff, line: 0, file: 0)
    if let location {
      if let line = UInt32(exactly: location.line), location.column == nil, location.pointer == nil {
        (move.line, move.file) = (line, fileNumber(of: location.file))
      } else {
        move.file = Self.elsewhere
        locations[number] = location
      }
    }
    moves.append(move)
    return number
  }

  private mutating func fileNumber(of file: String) -> UInt32 {
    // Moves that follow on each other mostly stand in one file.
    if let number = moves.last?.file, number > 0, number != Self.elsewhere,
      files[Int(number) - 1].hasSameCodePoints(as: file)
    {
      return number
    }
    if let known = fileNumbers[ExactString(file)] { return known }
    files.append(file)
    fileNumbers[ExactString(file)] = UInt32(files.count)
    return UInt32(files.count)
  }

  /// The moves of a run, the first one first.
  func numbers(endingWith last: Number) -> [Number] {
    var numbers: [Number] = []
    var next = last
    while next > 0 {
      numbers.append(next)
      next = moves[Int(next) - 1].previous
    }
    numbers.reverse()
    return numbers
  }

  /// The handoff that was taken.
  func handoff(of number: Number) -> HandoffIndex { moves[Int(number) - 1].handoff }

  /// Where a move is recorded, where that is known.
  func location(of number: Number) -> SourceLocation? {
    let move = moves[Int(number) - 1]
    switch move.file {
    case 0: return nil
    case Self.elsewhere: return locations[number]
    default: return SourceLocation(file: files[Int(move.file) - 1], line: Int(move.line))
    }
  }
}
