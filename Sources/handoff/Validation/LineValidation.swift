import HandoffChecking
import HandoffReports
import HandoffSchema

/// Validates a JSON Lines file on all cores and hands the results on in the order of the file.
struct LineValidation {
  let schema: Schema
  let file: String
  /// The number of chunks that are worked on at the same time.
  let width: Int

  /// Reads to the end.
  ///
  /// Only as many chunks are in memory as are worked on or wait for an earlier one.
  ///
  /// - Parameter receive: Gets each chunk's judgement in order, with lines counted from the file's start.
  /// - Throws: ``CommandError`` where the file cannot be read, or `receive` fails.
  func run(
    receive: (LineChunk.Judgement) throws(FileError) -> Void
  ) async throws(CommandError) {
    do throws(FileError) {
      var reader = try LineChunkReader(file)
      try await run(&reader, receive)
    } catch {
      throw CommandError(error)
    }
  }

  private func run(
    _ reader: inout LineChunkReader, _ receive: (LineChunk.Judgement) throws(FileError) -> Void
  ) async throws(FileError) {
    let label = InputFile.label(file)
    let failure = await withTaskGroup(of: LineChunk.Judgement.self) { group -> FileError? in
      var waiting: [Int: LineChunk.Judgement] = [:]
      var (started, handedOn, lines) = (0, 0, 0)
      var isAtEnd = false
      do throws(FileError) {
        while true {
          while !isAtEnd, started - handedOn < width * 2 {
            guard let chunk = try reader.next() else {
              isAtEnd = true
              break
            }
            started += 1
            group.addTask { [schema] in chunk.judge(by: schema, file: label) }
          }
          guard let judgement = await group.next() else { return nil }
          waiting[judgement.index] = judgement
          while var next = waiting.removeValue(forKey: handedOn) {
            next.move(by: lines)
            lines += next.lineCount
            handedOn += 1
            try receive(next)
          }
        }
      } catch {
        group.cancelAll()
        return error
      }
    }
    if let failure { throw failure }
  }
}

extension LineChunk.Judgement {
  fileprivate mutating func move(by lines: Int) {
    for place in refused.indices {
      if let line = refused[place].line { refused[place].line = line + lines }
    }
  }
}
