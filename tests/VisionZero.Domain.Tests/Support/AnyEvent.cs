using System.Collections;

namespace VisionZero.Domain.Tests.Support;

/// <summary>Makes events of a closed union with arbitrary content, whatever its members: new ones are covered by themselves.</summary>
internal static class AnyEvent
{
    private static readonly string[] Words = ["", "a", "one", "r1-1", "c1-1", "conduct", "Łódź", "名"];

    public static IReadOnlyList<Type> KindsOf<TEvent>() =>
        [.. typeof(TEvent).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(TEvent))).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static TEvent Of<TEvent>(Type kind, Random chance)
    {
        var constructor = kind.GetConstructors().Single();
        return (TEvent)constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType, chance))]);
    }

#pragma warning disable CA5394 // Nothing secret: arbitrary content for tests, replayed from a seed.
    private static object? Value(Type type, Random chance) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => chance.Next(2) == 0 ? null : Value(inner, chance),
        _ when type == typeof(Guid) => Facts.Person(chance.Next(6)),
        _ when type == typeof(int) => chance.Next(-1, 9),
        _ when type == typeof(long) => chance.NextInt64(),
        _ when type == typeof(bool) => chance.Next(2) == 0,
        _ when type == typeof(string) => Words[chance.Next(Words.Length)],
        _ when type == typeof(DateTimeOffset) => Facts.Noon.AddMinutes(chance.Next(-5_000_000, 5_000_000)),
        _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(chance.Next(DateOnly.MaxValue.DayNumber)),
        { IsEnum: true } => Enum.GetValues(type).GetValue(chance.Next(Enum.GetValues(type).Length)),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => ListOf(type.GetGenericArguments()[0], chance),
        { IsClass: true } => Activator.CreateInstance(type, [.. type.GetConstructors().Single(c => c.GetParameters().Length > 1).GetParameters().Select(p => Value(p.ParameterType, chance))]),
        _ => throw new NotSupportedException($"Events may carry {type}? Then teach the tests to make one."),
    };

    private static IList ListOf(Type element, Random chance)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (var left = chance.Next(4); left > 0; left--)
        {
            list.Add(Value(element, chance));
        }

        return list;
    }
#pragma warning restore CA5394
}
