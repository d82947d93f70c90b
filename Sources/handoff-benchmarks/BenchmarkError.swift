/// Why a benchmark cannot be run.
struct BenchmarkError: Error, CustomStringConvertible {
  var message: String
  var description: String { message }
}
