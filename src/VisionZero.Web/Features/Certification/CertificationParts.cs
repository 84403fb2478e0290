using Marten;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Certification;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Certification;

/// <summary>What the area adds to the product.</summary>
internal static class CertificationParts
{
    public static void Store(StoreOptions options) => options.Schema.For<ApplicationMessage>().Index(m => m.ApplicationId);

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<Dossiers>();
        services.AddScoped<SendApplicationMail>();
        services.AddScoped<TakeBackClaims>();
    }

    public static void Effects(EffectTable effects)
    {
        On<ApplicationEvent.Submitted>("application-submitted");
        On<ApplicationEvent.InformationAsked>("application-question");
        On<ApplicationEvent.Declined>("application-declined");
        effects.On<AccountEvent.Closed, TakeBackClaims>(Queues.Upkeep, e => job => job.RunAsync(e.StreamId, CancellationToken.None));
        effects.On<AccountEvent.RolesChanged, TakeBackClaims>(Queues.Upkeep, e => job => job.RunAsync(e.StreamId, CancellationToken.None));

        void On<TEvent>(string purpose)
            where TEvent : class =>
            effects.OnMail<TEvent, SendApplicationMail>(purpose, e => job => job.RunAsync(e.StreamId, e.Id, purpose, CancellationToken.None));
    }
}
