using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Tests.Storage;

/// <summary>
/// What was written once must be read for ever: a stored sample of every event, as it lies in the log. A new event gets
/// its sample from the explicit test below; an existing sample is never changed.
/// </summary>
public sealed class EventSampleTests(Platform platform)
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "Storage", "event-samples.json");

    private ISerializer Serializer => platform.Services.GetRequiredService<IDocumentStore>().Options.Serializer();

    [Fact]
    public void Every_event_has_a_stored_sample() =>
        Read().Select(s => s.Key).ShouldBe(EventCatalogue.Names.Values, ignoreOrder: true);

    [Fact]
    public void Every_stored_sample_still_reads_as_it_was_written()
    {
        var types = EventCatalogue.Names.ToDictionary(n => n.Value, n => n.Key);
        foreach (var (name, sample) in Read())
        {
            var json = sample!.ToJsonString();
            using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));

            var @event = Serializer.FromJson(types[name], stream);

            // Every value that was written is read. What an event learned to say later was not written then.
            var read = JsonNode.Parse(Serializer.ToCleanJson(@event))!.AsObject();
            foreach (var (field, value) in sample.AsObject())
            {
                JsonNode.DeepEquals(read[field], value).ShouldBeTrue($"{name}: {field} of {read.ToJsonString()} is not that of {json}");
            }
        }
    }

    [Fact(Explicit = true)]
    public async Task Write_the_samples_that_are_missing()
    {
        var samples = Read();
        foreach (var (type, name) in EventCatalogue.Names.Where(n => !samples.ContainsKey(n.Value)))
        {
            samples[name] = JsonNode.Parse(Serializer.ToCleanJson(Make(type)));
        }

        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(Here())!, "event-samples.json"),
            new JsonObject(samples.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => KeyValuePair.Create(s.Key, s.Value?.DeepClone()))).ToJsonString(new() { WriteIndented = true }) + "\n",
            TestContext.Current.CancellationToken);
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private static JsonObject Read() => File.Exists(Samples) ? JsonNode.Parse(File.ReadAllText(Samples))!.AsObject() : [];

    private static object Make(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType))]);
    }

    private static object Value(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => Value(inner),
        _ when type == typeof(string) => "sample",
        _ when type == typeof(Guid) => new Guid("018f4c6e-7b1a-7c3d-9e5f-0123456789ab"),
        _ when type == typeof(int) => 3,
        _ when type == typeof(long) => 4217L,
        _ when type == typeof(bool) => true,
        _ when type == typeof(DateOnly) => new DateOnly(2026, 6, 1),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 5, 28, 10, 30, 0, TimeSpan.Zero),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
        _ when type == typeof(IReadOnlyList<string>) => (string[])["one", "two"],
        _ when type == typeof(IReadOnlyList<Guid>) => (Guid[])[new Guid("018f4c6e-7b1a-7c3d-9e5f-0123456789ab")],
        _ when type == typeof(IReadOnlyList<Domain.Common.Role>) => (Domain.Common.Role[])[Domain.Common.Role.Trainer],
        _ when type == typeof(IReadOnlyList<RuleScore>) => (RuleScore[])[new RuleScore(1, 2, 3)],
        _ when type == typeof(IReadOnlyList<PaperQuestion>) => (PaperQuestion[])[new PaperQuestion("f1-05", 1, ["b", "a", "d", "c"])],
        _ when type == typeof(Domain.Scheme.PracticePolicy) => new Domain.Scheme.PracticePolicy(2, 15, 60, 2, 2, 6, 24, 10, false, 10),
        _ when type == typeof(IReadOnlyList<CriterionMark>) => (CriterionMark[])[new CriterionMark("aim", 3)],
        _ => throw new NotSupportedException($"Say how a sample of {type} looks."),
    };
}
