using System.Reflection;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Tests.Pipeline;

public sealed class ConventionTests
{
    [Fact]
    public void Every_command_says_who_may_send_it() =>
        PipelineSetup.Commands()
            .Where(c => !c.GetCustomAttributes<AuthorisationRuleAttribute>().Any())
            .Select(c => c.Name)
            .ShouldBeEmpty();

    [Fact]
    public void Every_event_of_the_domain_has_a_name_in_the_log()
    {
        var events = typeof(TrainerEvent).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false, DeclaringType.IsAbstract: true } && t.BaseType == t.DeclaringType && t.DeclaringType.Name.EndsWith("Event", StringComparison.Ordinal))
            .ToHashSet();

        events.Count.ShouldBeGreaterThan(40);
        EventCatalogue.Names.Keys.ToHashSet().ShouldBe(events, ignoreOrder: true);
        EventCatalogue.Names.Values.Distinct().Count().ShouldBe(events.Count);
    }
}
