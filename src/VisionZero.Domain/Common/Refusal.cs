namespace VisionZero.Domain.Common;

/// <summary>
/// Why a wish was not granted: a value, never an exception. The code names a sentence in <c>content/locales</c>
/// (<c>refusals.&lt;code&gt;</c>), the arguments fill its placeholders, the field says beside which input it is shown.
/// </summary>
public sealed record Refusal(string Code, string? Field, IReadOnlyDictionary<string, object> Arguments)
{
    private static readonly IReadOnlyDictionary<string, object> None = new Dictionary<string, object>();

    /// <summary>A refusal that concerns the whole form.</summary>
    public static Refusal Of(string code, params (string Name, object Value)[] arguments) =>
        new(code, null, Pack(arguments));

    /// <summary>A refusal that concerns one field, named as in the command.</summary>
    public static Refusal At(string field, string code, params (string Name, object Value)[] arguments) =>
        new(code, field, Pack(arguments));

    private static IReadOnlyDictionary<string, object> Pack((string Name, object Value)[] arguments) =>
        arguments.Length == 0 ? None : arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
}
