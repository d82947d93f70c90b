import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
let usage = """
  usage: handoff-benchmarks BENCHMARK [options]
    validate --schema SCHEMA.json --lines FILE.jsonl [--errors]
    documents [--folder FOLDER] [--rounds N]
    read-system --system SYSTEM.json
    routing --system SYSTEM.json
    growth [--agents N]
    components --edges FILE
    generate --schema SCHEMA.json [--count N] [--values] [--broken]
    check [--cases N] [--jobs N] [--system SYSTEM.json --handoff NAME]
    prepare [--members N]
    compare --pairs FILE.jsonl [--skip TAG,TAG] [--slowest N]
    hostile [--row NAME]
    record --file FILE [--count N] [--tasks N]
    harness [--cases N]

  """

do {
  switch arguments.first {
  case "validate": try ValidateBenchmark(arguments: arguments.dropFirst()).run()
  case "documents": try DocumentsBenchmark(arguments: arguments.dropFirst()).run()
  case "read-system": try ReadSystemBenchmark(arguments: arguments.dropFirst()).run()
  case "components": try ComponentsBenchmark(arguments: arguments.dropFirst()).run()
  case "routing": try RoutingBenchmark(arguments: arguments.dropFirst()).run()
  case "growth": try GrowthBenchmark(arguments: arguments.dropFirst()).run()
  case "generate": try GenerateBenchmark(arguments: arguments.dropFirst()).run()
  case "check": try await CheckBenchmark(arguments: arguments.dropFirst()).run()
  // The consumer of `check`, as a program.
  case "accept": CheckBenchmark.accept()
  case "prepare": try PrepareBenchmark(arguments: arguments.dropFirst()).run()
  case "compare": try CompareBenchmark(arguments: arguments.dropFirst()).run()
  case "hostile":
    if try await !HostileBenchmark(arguments: arguments.dropFirst()).run() { exit(1) }
  case "record": try await RecordBenchmark(arguments: arguments.dropFirst()).run()
  case "harness": try await HarnessBenchmark(arguments: arguments.dropFirst()).run()
  default: throw BenchmarkError(message: usage)
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(2)
}
