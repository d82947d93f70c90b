// swift-tools-version: 6.3
import PackageDescription

// Every target gets the same strict settings, so that a new one cannot forget them.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "Handoff",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "HandoffSchema", targets: ["HandoffSchema"]),
    .library(name: "HandoffContracts", targets: ["HandoffContracts"]),
    .library(name: "HandoffRouting", targets: ["HandoffRouting"]),
    .library(name: "HandoffFuzzing", targets: ["HandoffFuzzing"]),
    .library(name: "HandoffRuntime", targets: ["HandoffRuntime"]),
    .library(name: "HandoffTesting", targets: ["HandoffTesting"]),
    .library(name: "HandoffChecking", targets: ["HandoffChecking"]),
    .library(name: "HandoffReports", targets: ["HandoffReports"]),
    .library(name: "HandoffImporters", targets: ["HandoffImporters"]),
    .library(name: "HandoffTraces", targets: ["HandoffTraces"]),
    .executable(name: "handoff", targets: ["handoff"]),
    .plugin(name: "HandoffCommand", targets: ["HandoffCommand"]),
  ],
  targets: [
    // Production modules: no Foundation, linked into agents.
    .target(name: "HandoffSchema"),
    .target(name: "HandoffContracts", dependencies: ["HandoffSchema"]),
    .target(name: "HandoffTraffic", dependencies: ["HandoffContracts", "HandoffSchema"]),
    .target(name: "HandoffRuntime", dependencies: ["HandoffContracts", "HandoffSchema"]),
    .target(
      name: "HandoffRouting",
      dependencies: ["HandoffRuntime", "HandoffTraffic", "HandoffContracts", "HandoffSchema"]),
    .target(name: "HandoffFuzzing", dependencies: ["HandoffTraffic", "HandoffContracts", "HandoffSchema"]),

    // Edges: real consumers, test frameworks, rendering, the command line.
    .target(
      name: "HandoffChecking",
      dependencies: [
        "HandoffFuzzing", "HandoffRouting", "HandoffTraffic", "HandoffContracts", "HandoffSchema",
      ]),
    .target(
      name: "HandoffTesting",
      dependencies: [
        "HandoffChecking", "HandoffFuzzing", "HandoffRouting", "HandoffRuntime", "HandoffContracts",
        "HandoffSchema",
      ]),
    .target(
      name: "HandoffReports",
      dependencies: [
        "HandoffChecking", "HandoffFuzzing", "HandoffRuntime", "HandoffRouting", "HandoffTraffic",
        "HandoffContracts", "HandoffSchema",
      ]),
    .target(name: "HandoffImporters", dependencies: ["HandoffContracts", "HandoffSchema"]),
    // Traces of other frameworks in one form: no Foundation.
    .target(name: "HandoffTraces", dependencies: ["HandoffRuntime", "HandoffContracts", "HandoffSchema"]),
    .executableTarget(
      name: "handoff",
      dependencies: [
        "HandoffReports", "HandoffImporters", "HandoffTraces", "HandoffChecking", "HandoffFuzzing",
        "HandoffRouting", "HandoffRuntime", "HandoffTraffic", "HandoffContracts", "HandoffSchema",
      ]),
    .executableTarget(
      name: "handoff-benchmarks",
      dependencies: [
        "HandoffReports", "HandoffChecking", "HandoffFuzzing", "HandoffRouting", "HandoffRuntime",
        "HandoffTraffic",
        "HandoffContracts", "HandoffSchema", "HandoffTestSupport",
      ]),
    .plugin(
      name: "HandoffCommand",
      capability: .command(
        intent: .custom(verb: "handoff", description: "Check and audit the handoffs of an agent system.")),
      dependencies: ["handoff"], path: "Sources/HandoffCommand"),

    // Tests. HandoffTestSupport is a plain target, so that helpers exist once.
    .target(
      name: "HandoffTestSupport", dependencies: ["HandoffContracts", "HandoffSchema"],
      path: "Tests/HandoffTestSupport"),
    .testTarget(name: "HandoffSchemaTests", dependencies: ["HandoffSchema", "HandoffTestSupport"]),
    .testTarget(name: "HandoffContractsTests", dependencies: ["HandoffContracts", "HandoffTestSupport"]),
    .testTarget(
      name: "HandoffTrafficTests",
      dependencies: [
        "HandoffFuzzing", "HandoffRouting", "HandoffRuntime", "HandoffTraffic", "HandoffTestSupport",
      ]),
    .testTarget(
      name: "HandoffRoutingTests", dependencies: ["HandoffRouting", "HandoffImporters", "HandoffTestSupport"]),
    .testTarget(name: "HandoffFuzzingTests", dependencies: ["HandoffFuzzing", "HandoffTestSupport"]),
    .testTarget(name: "HandoffCheckingTests", dependencies: ["HandoffChecking", "HandoffTestSupport"]),
    .testTarget(name: "HandoffRuntimeTests", dependencies: ["HandoffRuntime", "HandoffTestSupport"]),
    .testTarget(name: "HandoffTestingTests", dependencies: ["HandoffTesting", "HandoffTestSupport"]),
    .testTarget(
      name: "HandoffImportersTests",
      dependencies: ["HandoffImporters", "HandoffRouting", "HandoffTestSupport"]),
    .testTarget(name: "HandoffTracesTests", dependencies: ["HandoffTraces", "HandoffTestSupport"]),
    .testTarget(
      name: "HandoffReportsTests", dependencies: ["HandoffReports", "HandoffTestSupport"], exclude: ["Golden"]
    ),
    .testTarget(
      name: "HandoffCommandTests", dependencies: ["handoff", "HandoffTesting", "HandoffTestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .plugin {
  target.swiftSettings = (target.swiftSettings ?? []) + strict
}
