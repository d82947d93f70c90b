// A test that names what its consumer is handed needs these modules, and should not have to list them.
@_exported public import HandoffChecking
@_exported public import HandoffFuzzing
@_exported public import HandoffRuntime
@_exported public import HandoffSchema
