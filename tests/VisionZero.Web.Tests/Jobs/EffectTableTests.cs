using JasperFx.Events;
using VisionZero.Domain.Certificates;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Tests.Jobs;

public sealed class EffectTableTests
{
    [Fact]
    public void Each_certificate_is_issued_and_the_directory_refreshed_once_for_all_events_seen_together()
    {
        IEvent[] page = [.. Enumerable.Range(1, 5).Select(n => new Event<CertificateEvent.Awarded>(null!) { StreamId = Guid.NewGuid(), Id = Guid.NewGuid(), Sequence = n })];

        var jobs = EffectTable.Build().CausedBy(page);

        jobs.Where(j => j.Type == typeof(IssueCertificate)).Select(j => (Guid)j.Args[0]).ShouldBe(page.Select(e => e.StreamId));
        jobs.Where(j => j.Type == typeof(RefreshDirectory)).Select(j => (long)j.Args[0]).ShouldBe([5L]);
        jobs.ShouldAllBe(j => Queues.All.Contains(j.Queue));
    }
}
