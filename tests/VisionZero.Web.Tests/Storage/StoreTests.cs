using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Tests.Storage;

public sealed class StoreTests(Platform platform)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task State_carries_the_version_of_its_stream()
    {
        var ct = TestContext.Current.CancellationToken;
        var id = Guid.CreateVersion7();
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Events.StartStream<Trainer>(
            id,
            new TrainerEvent.Registered(Guid.CreateVersion7(), "DE", ["de"], ["construction"], 3, Noon),
            new TrainerEvent.ConductAccepted(1, Noon));
        await session.SaveChangesAsync(ct);

        await using var second = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var stream = await second.Events.FetchForWriting<Trainer>(id, 2, ct);
        stream.AppendOne(new TrainerEvent.ListingConsentGiven(Noon));
        await second.SaveChangesAsync(ct);

        var trainer = await platform.ReadAsync(q => q.LoadAsync<Trainer>(id, ct));
        trainer.ShouldNotBeNull();
        trainer.ListingConsent.ShouldBeTrue();
        trainer.Version.ShouldBe(3);
    }

    [Fact]
    public async Task A_stale_form_is_refused()
    {
        var ct = TestContext.Current.CancellationToken;
        var id = Guid.CreateVersion7();
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Events.StartStream<Trainer>(id, new TrainerEvent.Registered(Guid.CreateVersion7(), "DE", ["de"], ["construction"], 3, Noon), new TrainerEvent.ConductAccepted(1, Noon));
        await session.SaveChangesAsync(ct);

        await using var second = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        await Should.ThrowAsync<ConcurrencyException>(() => second.Events.FetchForWriting<Trainer>(id, 1, ct));
    }

    [Fact]
    public async Task A_file_is_stored_once_and_read_back()
    {
        var ct = TestContext.Current.CancellationToken;
        var files = platform.Services.GetRequiredService<FileStore>();
        byte[] bytes = [1, 2, 3, .. Guid.NewGuid().ToByteArray()];
        for (var i = 0; i < 2; i++)
        {
            await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
            files.Store(session, bytes, "application/x-test", Guid.CreateVersion7()).ShouldBe(FileStore.Hash(bytes));
            await session.SaveChangesAsync(ct);
        }

        var read = await files.ReadAsync(FileStore.Hash(bytes), ct);
        read.ShouldNotBeNull().Bytes.ShouldBe(bytes);
        (await files.CountAsync("application/x-test", ct)).ShouldBe(1);
    }

    [Fact]
    public async Task Numbers_are_never_given_twice()
    {
        var numbers = platform.Services.GetRequiredService<NumberSequence>();
        var drawn = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => numbers.NextAsync(TestContext.Current.CancellationToken)));
        drawn.Distinct().Count().ShouldBe(50);
    }
}
